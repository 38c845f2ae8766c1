import { v5 } from "uuid";

const namespace = "0d2c1f6e-4c1f-5b8e-9a43-6c1f2f0a7e11";

/** Makes every identifier of one emulated service: the n-th of a kind is the same for the same seed. */
export class Ids {
  readonly #seed: string;
  readonly #counts = new Map<string, number>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  guid(kind: string): string {
    return v5(`${this.#seed}/${kind}/${this.#next(kind)}`, namespace);
  }

  /** Holds its own double quotes, in the form of captured answers. */
  eTag(): string {
    const hex = this.guid("eTag").replaceAll("-", "");
    return `"${hex.slice(0, 8)}-0000-0100-0000-${hex.slice(8, 16)}0000"`;
  }

  msxId(): string {
    return `7-${this.guid("msx").replaceAll("-", "").slice(0, 10).toUpperCase()}`;
  }

  #next(kind: string): number {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return count;
  }
}

const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return guidForm.test(text);
}
