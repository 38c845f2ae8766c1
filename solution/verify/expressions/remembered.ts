/** Texts of one length that are remembered: comparing must have an end, also where all texts have the same. */
const most = 8;

interface Known<Value> {
  readonly text: string;
  readonly value: Value;
}

/**
 * What was found out about texts, so that most of them are looked at once. They are known by their length: few have the
 * same, and to hash a long one takes a fifth of the time of looking at it again.
 */
export class Remembered<Value> {
  readonly #find: (text: string) => Value;
  readonly #byLength = new Map<number, Known<Value>[]>();

  constructor(find: (text: string) => Value) {
    this.#find = find;
  }

  of(text: string): Value {
    const known = this.#byLength.get(text.length);
    if (known === undefined) {
      const value = this.#find(text);
      this.#byLength.set(text.length, [{ text, value }]);
      return value;
    }
    for (const each of known) if (each.text === text) return each.value;
    const value = this.#find(text);
    if (known.length < most) known.push({ text, value });
    return value;
  }
}
