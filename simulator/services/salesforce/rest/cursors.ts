import { maximumOpenCursors } from "../facts.ts";
import { fault } from "../fault.ts";
import { withChecksum } from "../ids.ts";
import type { ResultRecord } from "../query/run.ts";

export interface QueryPage {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly ResultRecord[];
}

/** Results too long for one page, kept for nextRecordsUrl. The oldest is forgotten when there are too many. */
export class Cursors {
  readonly #results = new Map<string, readonly ResultRecord[]>();
  #count = 0;

  firstPage(records: readonly ResultRecord[], pageSize: number, apiVersion: string): QueryPage {
    if (records.length <= pageSize) return { totalSize: records.length, done: true, records };
    this.#count += 1;
    const id = withChecksum(`01g${String(this.#count).padStart(12, "0")}`);
    this.#results.set(id, records);
    const [oldest] = this.#results.keys();
    if (this.#results.size > maximumOpenCursors && oldest !== undefined) this.#results.delete(oldest);
    return page(id, records, 0, pageSize, apiVersion);
  }

  /** The page behind `01g…-2000`. */
  nextPage(locator: string, pageSize: number, apiVersion: string): QueryPage {
    const [id = "", position = ""] = locator.split("-");
    const records = this.#results.get(id);
    if (records === undefined || !/^\d+$/.test(position)) {
      throw fault(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    return page(id, records, Number(position), pageSize, apiVersion);
  }
}

function page(
  id: string,
  records: readonly ResultRecord[],
  position: number,
  pageSize: number,
  apiVersion: string,
): QueryPage {
  const end = position + pageSize;
  const rows = records.slice(position, end);
  const done = end >= records.length;
  return {
    totalSize: records.length,
    done,
    ...(done ? {} : { nextRecordsUrl: `/services/data/v${apiVersion}/query/${id}-${end}` }),
    records: rows,
  };
}
