import type { ConnectorDefinition } from "../connector-host/definition.ts";
import type { BoundReference } from "../connector-host/flow-host.ts";
import { platformConnectors } from "../connector-host/platform/platform-connectors.ts";
import { readDefinition } from "../connector-host/read-definition.ts";
import type { DataverseControl } from "../services/dataverse/types.ts";

/** The connectors and connections of the environment as the flows see them, looked up once until something changes. */
export class EnvironmentConnectors {
  readonly #control: () => DataverseControl;
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
        .map(({ internalId, definition, policyTemplates }) => [
          internalId,
          readDefinition(internalId, definition, policyTemplates),
        ]),
    );
    return platformConnectors.get(name) ?? this.#definitions.get(name);
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
