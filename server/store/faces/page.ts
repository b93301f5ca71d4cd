/** How lists are read: newest first, by keyset. */

/** Which page. */
export interface PageQuery {
  /** 1 to 250. */
  limit: number;
  /** Rows older than this seq, `null` for the newest. */
  before: number | null;
}

/** A page; it may come back short, or empty, with more to follow. */
export interface Page<Row> {
  rows: Row[];
  /** The `before` of the next page, `null` at the end. */
  next: number | null;
}
