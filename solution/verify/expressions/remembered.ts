/** Texts of one length that are gone through; where there are more, hashing them is worth its time. */
const most = 8;

interface Known<Value> {
  readonly text: string;
  readonly value: Value;
}

/**
 * What was found out about texts, so that each is looked at once. They are known by their length at first: few texts
 * share one, and to hash a long one takes a fifth of the time of looking at it again.
 */
export class Remembered<Value> {
  readonly #find: (text: string) => Value;
  readonly #byLength = new Map<number, Known<Value>[]>();
  readonly #byText = new Map<string, Known<Value>>();

  constructor(find: (text: string) => Value) {
    this.#find = find;
  }

  of(text: string): Value {
    const { length } = text;
    const sameLength = this.#byLength.get(length) ?? [];
    for (const each of sameLength) if (each.text === text) return each.value;
    const isCrowded = sameLength.length === most;
    const known = isCrowded ? this.#byText.get(text) : undefined;
    if (known !== undefined) return known.value;
    const found = { text, value: this.#find(text) };
    if (isCrowded) this.#byText.set(text, found);
    else if (sameLength.push(found) === 1) this.#byLength.set(length, sameLength);
    return found.value;
  }
}
