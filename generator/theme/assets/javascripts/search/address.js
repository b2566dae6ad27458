/* What is asked for, as it stands in the address: ?q=…&type=…&year=…&unit=…&in=…&sort=… */

import { FACETS } from "./facets.js";
import { ORDERS } from "./ranking.js";

/** The request in the address: `{query, order, chosen}`; `chosen` has an array of values for each filter. */
export function requestIn(search) {
  const given = new URLSearchParams(search);
  const order = given.get("sort") || "";
  const chosen = {};
  for (const name of Object.keys(FACETS)) chosen[name] = Array.from(new Set(given.getAll(name).filter(Boolean)));
  return { query: given.get("q") || "", order: order in ORDERS ? order : "", chosen };
}

/** The address of a request. */
export function addressFor({ query, order, chosen }) {
  const given = new URLSearchParams();
  if (query) given.set("q", query);
  for (const name of Object.keys(FACETS)) for (const value of chosen[name]) given.append(name, value);
  if (order) given.set("sort", order);
  const text = given.toString();
  return text ? `?${text}` : location.pathname;
}

/** The same request with a value of a filter chosen, or no longer chosen. */
export function toggled(request, name, value) {
  const values = request.chosen[name];
  const others = values.filter((one) => one !== value);
  const chosen = { ...request.chosen, [name]: others.length < values.length ? others : [...values, value] };
  return { ...request, chosen };
}

/** The same request without filters. */
export function unfiltered(request) {
  return { ...request, chosen: Object.fromEntries(Object.keys(FACETS).map((name) => [name, []])) };
}
