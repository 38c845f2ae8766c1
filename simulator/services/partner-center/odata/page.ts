import { pageSize } from "../facts.ts";
import { passes } from "./evaluate-filter.ts";
import { type ListQuery, writeSkipToken } from "./list-query.ts";

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Items that pass the filter, whatever `$top` and `$skip` say. */
  readonly total: number;
  /** The token of the next page, undefined on the last. */
  readonly next: string | undefined;
}

/** One page of the answer to a list request. Items without an order keep the one they come in. */
export function pageOf<Item>(
  query: ListQuery,
  items: readonly Item[],
  timeOf: (item: Item, property: string) => number,
): Page<Item> {
  const { filter, orderBy, top, skip, done } = query;
  const found = filter === undefined ? items : items.filter((item) => passes(filter, item));
  const ordered =
    orderBy === undefined
      ? found
      : found.toSorted((left, right) => {
          const difference = timeOf(left, orderBy.property) - timeOf(right, orderBy.property);
          return orderBy.descending ? -difference : difference;
        });
  const wanted = ordered.slice(skip, top === undefined ? undefined : skip + top);
  const end = done + pageSize;
  return {
    items: wanted.slice(done, end),
    total: found.length,
    next: end < wanted.length ? writeSkipToken(query.options, end) : undefined,
  };
}
