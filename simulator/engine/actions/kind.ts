import type { Block, Body, Template, Work } from "../flow.ts";
import type { Reading } from "../load/reading.ts";
import type { Settings } from "../load/settings.ts";

/** One type of action: what its JSON may hold, and what it does. */
export interface ActionKind {
  /** Reads what is special to the type. Whatever it does not ask for is a finding. */
  readonly read: (settings: Settings, inside: Inside) => ReadWork;
  /** The members of runtimeConfiguration that it takes besides staticResult and secureData. */
  readonly runtime?: readonly RuntimeSetting[];
  readonly operationOptions?: readonly string[];
  /** Values of `kind`; the setting is unknown to types that list none. */
  readonly kinds?: readonly string[];
  /** Whether it takes limit.timeout. */
  readonly hasTimeout?: boolean;
}

export type RuntimeSetting = "concurrency" | "paginationPolicy" | "contentTransfer";

export interface ReadWork extends Pick<Work, "begin"> {
  readonly blocks?: readonly Block[];
  readonly loopBody?: Body;
}

/** What surrounds an action while it is read. */
export interface Inside {
  readonly reading: Reading;
  readonly name: string;
  readonly kind: string | undefined;
  /** In lower case. */
  readonly options: ReadonlySet<string>;
  /** runtimeConfiguration.concurrency.repetitions. */
  readonly repetitions: number | undefined;
  /** runtimeConfiguration.paginationPolicy.minimumItemCount. */
  readonly minimumItemCount: number | undefined;
  readonly isInLoop: boolean;
  readonly isAtTop: boolean;
  /** Reads the actions under a key as a block of the same pass. */
  readonly block: (settings: Settings, key: string, label?: string) => Block;
  /** Reads the actions under `actions` as the body of a loop. */
  readonly loop: (settings: Settings) => { readonly block: Block; readonly body: Body };
  readonly template: (settings: Settings, key: string) => Template;
}
