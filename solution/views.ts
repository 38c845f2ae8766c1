// What each template of `templates/` needs. Absent values are null: a template that meets a name it was not given stops.

export interface ContentTypesView {
  /** Every file extension in the zip, spelled as in the file names. */
  readonly extensions: readonly string[];
}

export interface SolutionView {
  readonly serverVersion: string;
  readonly packageVersion: string;
  readonly language: number;
  readonly uniqueName: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly managed: number;
  readonly publisher: PublisherView;
  readonly rootComponents: readonly RootComponentView[];
  readonly missingDependencies: readonly MissingDependencyView[];
}

export interface PublisherView {
  readonly uniqueName: string;
  readonly displayName: string;
  readonly prefix: string;
  readonly optionValuePrefix: number;
  readonly email: string | null;
  readonly website: string | null;
  readonly addresses: readonly { readonly number: number }[];
}

export interface RootComponentView {
  readonly type: number;
  /** With braces. */
  readonly id: string;
  readonly schemaName: string | null;
}

export interface MissingDependencyView {
  readonly required: {
    readonly type: number;
    readonly schemaName: string;
    readonly displayName: string;
    /** `UniqueName (1.0.0.0)`. */
    readonly solution: string;
    readonly id: string;
  };
  /** A flow has an id, a connection reference only its logical name. */
  readonly dependent: {
    readonly type: number | "connectionreference";
    readonly displayName: string;
    readonly id: string | null;
    readonly logicalName: string | null;
  };
}

export interface CustomizationsView {
  readonly language: number;
  readonly workflows: readonly WorkflowView[];
  readonly connectors: readonly ConnectorView[];
  /** An unpacked folder keeps the node and moves its content to files of their own. */
  readonly emptyConnectors: boolean;
  readonly connectionReferences: readonly ConnectionReferenceView[];
}

/** `standalone` is true where the node is a file of its own. */
export interface WorkflowView {
  readonly standalone: boolean;
  readonly language: number;
  /** With braces. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly jsonFileName: string;
  readonly introducedVersion: string;
  readonly isCustomizable: number;
}

export interface ConnectorView {
  readonly standalone: boolean;
  /** Without braces. */
  readonly id: string;
  readonly description: string;
  readonly displayName: string;
  readonly brandColor: string;
  readonly name: string;
  readonly files: ConnectorFileNames;
}

/** Paths in the zip, without the leading slash. */
export interface ConnectorFileNames {
  readonly definition: string;
  readonly connectionParameters: string;
  readonly policies: string;
  readonly icon: string;
}

export interface ConnectionReferenceView {
  readonly name: string;
  readonly displayName: string;
  readonly api: string;
  readonly customConnectorId: string | null;
}

export interface EnvironmentVariableView {
  readonly language: number;
  readonly schemaName: string;
  readonly displayName: string;
  readonly description: string;
  readonly default: string;
  readonly introducedVersion: string;
  readonly type: number;
}

/** The templates that make a file, and the view each takes. */
export interface Views {
  readonly "content-types.xml": ContentTypesView;
  readonly "solution.xml": SolutionView;
  readonly "customizations.xml": CustomizationsView;
  readonly "workflow.xml": WorkflowView;
  readonly "connector.xml": ConnectorView;
  readonly "environment-variable.xml": EnvironmentVariableView;
}

/** All templates: those of `Views`, and the two that only ever stand inside another. */
export const templateNames = [
  "address.xml",
  "connection-reference.xml",
  "connector.xml",
  "content-types.xml",
  "customizations.xml",
  "environment-variable.xml",
  "solution.xml",
  "workflow.xml",
] as const;

export type TemplateName = (typeof templateNames)[number];
