/* The columns of index.json, made ready for looking up. */

/** @param index The content of index.json. */
export function documentsOf(index) {
  const columns = index.documents;
  const paths = [];
  for (const [folder, names] of columns.folders) {
    for (const name of names) paths.push(folder ? `${folder}/${name}` : name);
  }
  const count = paths.length;
  const starts = new Uint32Array(count); // within the segment
  const segments = [];
  let document = 0;
  for (const size of index.segments) {
    let start = 0;
    segments.push([document, document + size]);
    for (const end = document + size; document < end; document++) {
      starts[document] = start;
      start += columns.length[document];
    }
  }
  const dates = new Float64Array(count); // month, then issue: larger is newer
  for (let one = 0; one < count; one++) dates[one] = digits(columns.month[one]) * 1e7 + digits(columns.issue[one]);
  return {
    count,
    paths,
    starts,
    segments,
    dates,
    lengths: columns.length,
    titles: columns.title,
    types: columns.type,
    units: columns.units,
    months: columns.month,
    issues: columns.issue,
  };
}

const digits = (text) => Number(text.replace("-", "")) || 0;
