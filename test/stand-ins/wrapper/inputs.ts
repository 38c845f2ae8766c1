import { resolve } from "node:path";

/** A question to the host: a pipeline task or action, which answers in text, or not at all. */
export interface Entry {
  readonly name: string;
  readonly required: boolean;
  readonly defaultValue?: boolean | string;
}

export interface Host {
  readonly name: string;
  readonly getInput: (entry: Entry) => string | undefined;
  readonly getArtifactStore: () => unknown;
}

/** Turns the answers of a host into words for pac. */
export class Inputs {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  value(entry: Entry): string | undefined {
    return this.#host.getInput(entry) ?? entry.defaultValue?.toString();
  }

  /** An entry that is absent or has no value gives no words; a required one without a value ends the action. */
  words(flag: string, entry: Entry | undefined): readonly string[] {
    if (entry === undefined) return [];
    const value = this.value(entry);
    if (value !== undefined && value !== "") return [flag, value];
    if (entry.required) throw new Error(`Required ${entry.name} not set`);
    return [];
  }

  path(flag: string, entry: Entry, folder: string): readonly string[] {
    return this.words(flag, entry).map((word) => (word === flag ? word : resolve(folder, word)));
  }
}
