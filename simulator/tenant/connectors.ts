import type { ConnectorDefinition } from "../connector-host/definition.ts";
import type { BoundReference } from "../connector-host/flow-host.ts";
import { platformConnectors } from "../connector-host/platform/platform-connectors.ts";
import { readDefinition } from "../connector-host/read-definition.ts";
import type { DataverseControl, InstalledConnector } from "../services/dataverse/types.ts";

/** The connectors and connections of the environment as the flows see them, looked up once until something changes. */
export class EnvironmentConnectors {
  readonly #control: () => DataverseControl;
  readonly #read = new Map<
    string,
    { readonly from: InstalledConnector; readonly read: ConnectorDefinition }
  >();
  #definitions: Map<string, ConnectorDefinition> | undefined;
  #references: Map<string, BoundReference> | undefined;

  /** The control is asked for when it is needed: the environment and this know each other. */
  constructor(control: () => DataverseControl) {
    this.#control = control;
  }

  /** What was looked up is to be looked up again. */
  forget(): void {
    this.#definitions = undefined;
    this.#references = undefined;
  }

  /** Microsoft's own connectors, and the custom ones of imported solutions. */
  definition(name: string): ConnectorDefinition | undefined {
    this.#definitions ??= new Map(
      this.#control()
        .connectors()
        .map((connector) => [connector.internalId, this.#readOnce(connector)]),
    );
    return platformConnectors.get(name) ?? this.#definitions.get(name);
  }

  #readOnce(connector: InstalledConnector): ConnectorDefinition {
    const { id, internalId, definition, policyTemplates } = connector;
    const known = this.#read.get(id);
    // The environment hands out the same parsed value while the text is the same.
    const isSame =
      known !== undefined &&
      known.from.internalId === internalId &&
      known.from.definition === definition &&
      known.from.policyTemplates === policyTemplates;
    if (isSame) return known.read;
    const read = readDefinition(internalId, definition, policyTemplates);
    this.#read.set(id, { from: connector, read });
    return read;
  }

  /** By logical name, without regard to case. */
  reference(logicalName: string): BoundReference | undefined {
    this.#references ??= new Map(
      this.#control()
        .connectionReferences()
        .map(({ logicalName: name, connectorId, connectionId }) => [
          name.toLowerCase(),
          {
            connector: connectorId,
            connection: connectionId === undefined ? undefined : this.#control().connection(connectionId),
          },
        ]),
    );
    return this.#references.get(logicalName.toLowerCase());
  }
}
