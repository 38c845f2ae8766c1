import { seededRandom } from "../../world/seeded-random.ts";

/** What is drawn at random, the same for the same seed. */
export class Draws {
  readonly #next: () => number;

  constructor(seed: number) {
    // Neighbouring seeds must not begin alike.
    const { next } = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995);
    next();
    this.#next = next;
  }

  /** Whether something with this probability happens. */
  happens(probability: number): boolean {
    return this.#next() < probability;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  one<Each>(list: readonly [Each, ...Each[]]): Each {
    return list[this.between(0, list.length - 1)] ?? list[0];
  }

  /** One of several, each as likely as its weight says. */
  weighted<Each extends { readonly weight: number }>(list: readonly [Each, ...Each[]]): Each {
    let left = this.#next() * list.reduce((sum, { weight }) => sum + weight, 0);
    for (const each of list) {
      left -= each.weight;
      if (left < 0) return each;
    }
    return list[0];
  }
}
