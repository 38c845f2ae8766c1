import type { XmlElement } from "./parse-xml.ts";
import type { FileContents } from "./read-zip.ts";

/** A solution as its files say it is, whoever has made it. Ids and texts as they stand there. */
export interface ReadSolution {
  /** How findings call it. */
  readonly source: string;
  readonly files: FileContents;
  /** Whether the files come out of a zip. A folder may hold them in either layout. */
  readonly isZip: boolean;
  /** `zip`: as in a zip. `folder`: as `pac solution unpack` lays it out. */
  readonly layout: "zip" | "folder";
  readonly manifestPath: string;
  readonly manifest: XmlElement;
  readonly customizationsPath: string;
  readonly customizations: XmlElement;
  readonly uniqueName: string;
  readonly version: string;
  readonly managed: string;
  readonly publisher: XmlElement | undefined;
  readonly prefix: string;
  readonly rootComponents: readonly RootComponent[];
  readonly required: readonly RequiredComponent[];
  /** Every node of a workflow: cloud flows, and whatever else has the same kind of node. */
  readonly workflows: readonly ReadWorkflow[];
  readonly flows: readonly ReadFlow[];
  readonly connectors: readonly ReadConnector[];
  readonly references: readonly ReadReference[];
  readonly variables: readonly ReadVariable[];
}

export interface RootComponent {
  readonly type: string;
  readonly id: string;
  readonly schemaName: string;
}

/** A component of another solution, and the one of this solution that needs it. */
export interface RequiredComponent {
  /** A number, or a name such as `connectionreference`. */
  readonly type: string;
  readonly id: string;
  /** Schema name or logical name, whichever the kind has. */
  readonly name: string;
  /** Id or logical name. */
  readonly dependent: string;
}

/** The node of a component, and the file it stands in. */
export interface ReadNode {
  readonly element: XmlElement;
  readonly path: string;
}

export interface ReadWorkflow extends ReadNode {
  readonly id: string;
  readonly name: string;
  /** Path in the solution, without the leading slash; empty where its content is no JSON. */
  readonly file: string;
}

export interface ReadFlow extends ReadWorkflow {
  /** Text of the file; undefined where there is none. */
  readonly text: string | undefined;
  /** The parsed file; undefined where it cannot be read. */
  readonly content: unknown;
  /** Why it cannot be read. */
  readonly problem: string | undefined;
}

export interface ReadConnector extends ReadNode {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  /** Paths of its files by the element that names each; empty where it names none. */
  readonly files: Readonly<Record<ConnectorFileNode, string>>;
}

export const connectorFileNodes = [
  "openapidefinition",
  "connectionparameters",
  "policytemplateinstances",
  "customcodeblobcontent",
  "iconblob",
] as const;

export type ConnectorFileNode = (typeof connectorFileNodes)[number];

export interface ReadReference extends ReadNode {
  readonly name: string;
  readonly displayName: string;
  readonly api: string;
  readonly customConnectorId: string;
}

export interface ReadVariable extends ReadNode {
  readonly schemaName: string;
  readonly displayName: string;
  readonly description: string;
  /** Undefined where it has no default. */
  readonly default: string | undefined;
  readonly type: string;
  readonly hasValue: boolean;
}
