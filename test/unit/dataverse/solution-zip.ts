import { strToU8, zipSync } from "fflate";
import { v5 } from "uuid";

// Solutions made by hand, in the platform's own form, so that the environment is not tested against our packer alone.

export interface ZipFlow {
  readonly name: string;
  readonly children?: readonly string[];
  readonly references?: readonly string[];
  readonly variables?: readonly string[];
  readonly on?: boolean;
  readonly customizable?: boolean;
  readonly responds?: boolean;
  readonly invoker?: boolean;
  /** The whole file, in place of one made of the rest. */
  readonly file?: unknown;
}

export interface ZipSolution {
  readonly uniqueName?: string;
  readonly version?: string;
  readonly managed?: boolean;
  readonly publisher?: string;
  readonly flows?: readonly ZipFlow[];
  readonly references?: readonly {
    readonly name: string;
    readonly connector: string;
    readonly custom?: string;
  }[];
  readonly variables?: readonly {
    readonly name: string;
    readonly default?: string;
    readonly value?: string;
  }[];
  readonly connectors?: readonly { readonly name: string; readonly definition?: unknown }[];
  readonly missing?: readonly {
    readonly type: string;
    readonly name: string;
    readonly id?: string;
  }[];
  readonly extraRoots?: string;
  readonly extraNodes?: string;
}

/** The GUID of a component of that name, the same in every zip. */
export const idOf = (name: string): string => v5(name, v5.URL);

export function flowFile(flow: ZipFlow): unknown {
  if (flow.file !== undefined) return flow.file;
  const { children = [], references = [], variables = [], responds = true, invoker = false } = flow;
  const actions = Object.fromEntries(
    children.map((child) => [
      `Call_${child}`,
      { type: "Workflow", runAfter: {}, inputs: { host: { workflowReferenceName: idOf(child) } } },
    ]),
  );
  return {
    properties: {
      connectionReferences: Object.fromEntries(
        references.map((name) => [
          `shared_${name}`,
          {
            runtimeSource: invoker ? "invoker" : "embedded",
            connection: { connectionReferenceLogicalName: name },
            api: { name: "shared_x" },
          },
        ]),
      ),
      definition: {
        parameters: Object.fromEntries(
          variables.map((name) => [`${name} (${name})`, { type: "String", metadata: { schemaName: name } }]),
        ),
        triggers: { manual: { type: "Request", kind: "Button", inputs: {} } },
        actions: {
          Try: { type: "Scope", runAfter: {}, actions },
          ...(responds ? { Answer: { type: "Response", inputs: { statusCode: 200 } } } : {}),
        },
      },
      templateName: "",
    },
    schemaVersion: "1.0.0.0",
  };
}

export function solutionZip(solution: ZipSolution): Uint8Array {
  const { uniqueName = "Sync", version = "1.0.0.0", managed = true, publisher = "contoso" } = solution;
  const { flows = [], references = [], variables = [], connectors = [], missing = [] } = solution;
  const roots = [
    ...flows.map(({ name }) => `<RootComponent type="29" id="{${idOf(name)}}" behavior="0" />`),
    ...connectors.map(
      ({ name }) => `<RootComponent type="372" id="{${idOf(name)}}" schemaName="${name}" behavior="0" />`,
    ),
    solution.extraRoots ?? "",
  ];
  const dependencies = missing.map(
    ({ type, name, id }) =>
      `<MissingDependency><Required type="${type}" schemaName="${name}" displayName="${name}" solution="Other"${id === undefined ? "" : ` id="{${id}}"`} /><Dependent type="29" displayName="a flow" id="{${idOf("x")}}" /></MissingDependency>`,
  );
  const files: Record<string, string> = {
    "[Content_Types].xml": "<Types />",
    "solution.xml": `<ImportExportXml><SolutionManifest><UniqueName>${uniqueName}</UniqueName><LocalizedNames><LocalizedName description="${uniqueName} solution" languagecode="1033" /></LocalizedNames><Version>${version}</Version><Managed>${managed ? 1 : 0}</Managed><Publisher><UniqueName>${publisher}</UniqueName><CustomizationPrefix>con</CustomizationPrefix></Publisher><RootComponents>${roots.join("")}</RootComponents><MissingDependencies>${dependencies.join("")}</MissingDependencies></SolutionManifest></ImportExportXml>`,
    "customizations.xml": `<ImportExportXml><Entities /><Workflows>${flows.map(workflow).join("")}</Workflows>${connectors.length === 0 ? "" : `<Connectors>${connectors.map(({ name }) => connectorNode(name)).join("")}</Connectors>`}<connectionreferences>${references.map(reference).join("")}</connectionreferences>${solution.extraNodes ?? ""}<Languages><Language>1033</Language></Languages></ImportExportXml>`,
  };
  for (const flow of flows) files[flowPath(flow)] = JSON.stringify(flowFile(flow));
  for (const { name, definition = { swagger: "2.0" } } of connectors) {
    files[`Connector/${name}_openapidefinition.json`] = JSON.stringify(definition);
    files[`Connector/${name}_connectionparameters.json`] = "{}";
    files[`Connector/${name}_policytemplateinstances.json`] = "[]";
  }
  for (const variable of variables) {
    const folder = `environmentvariabledefinitions/${variable.name}`;
    files[`${folder}/environmentvariabledefinition.xml`] =
      `<environmentvariabledefinition schemaname="${variable.name}">${variable.default === undefined ? "" : `<defaultvalue>${variable.default}</defaultvalue>`}<displayname default="${variable.name}" /><type>100000000</type></environmentvariabledefinition>`;
    if (variable.value !== undefined) {
      files[`${folder}/environmentvariablevalues.json`] = JSON.stringify({
        environmentvariablevalues: {
          environmentvariablevalue: {
            "@environmentvariablevalueid": idOf(`value of ${variable.name}`),
            value: variable.value,
          },
        },
      });
    }
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}

const flowPath = ({ name }: ZipFlow): string => `Workflows/${name}-${idOf(name).toUpperCase()}.json`;

function workflow(flow: ZipFlow): string {
  const { name, on = false, customizable = true } = flow;
  return `<Workflow WorkflowId="{${idOf(name)}}" Name="${name}"><JsonFileName>/${flowPath(flow)}</JsonFileName><Category>5</Category><StateCode>${on ? 1 : 0}</StateCode><IsCustomizable>${customizable ? 1 : 0}</IsCustomizable></Workflow>`;
}

function connectorNode(name: string): string {
  const file = (kind: string): string => `/Connector/${name}_${kind}.json`;
  return `<Connector><connectorid>{${idOf(name)}}</connectorid><name>${name}</name><displayname>${name}</displayname><openapidefinition>${file("openapidefinition")}</openapidefinition><connectionparameters>${file("connectionparameters")}</connectionparameters><policytemplateinstances>${file("policytemplateinstances")}</policytemplateinstances></Connector>`;
}

function reference({ name, connector, custom }: NonNullable<ZipSolution["references"]>[number]): string {
  const customId =
    custom === undefined
      ? ""
      : `<customconnectorid><connectorid>{${idOf(custom)}}</connectorid></customconnectorid>`;
  return `<connectionreference connectionreferencelogicalname="${name}"><connectionreferencedisplayname>${name}</connectionreferencedisplayname><connectorid>/providers/Microsoft.PowerApps/apis/${connector}</connectorid>${customId}</connectionreference>`;
}
