import SwaggerParser from "@apidevtools/swagger-parser";
import { describe, expect, it } from "vitest";
import { emitConnectors } from "../../../connector/index.ts";
import type { ConnectorOperation } from "../../../connector/operation.ts";
import { eventOperations, referralOperations } from "../../../connector/operations.ts";
import { defaultModel } from "./model.ts";

const connectors = emitConnectors(defaultModel());
interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly in: string; readonly name: string }[];
}

const tables = { referrals: referralOperations, events: eventOperations };

describe.each(connectors.map((connector) => [connector.connector.role, connector] as const))(
  "%s",
  (role, emitted) => {
    it("is a valid OpenAPI 2.0 document by an independent parser", async () => {
      const document = JSON.parse(JSON.stringify(emitted.definition));
      await expect(SwaggerParser.validate(document)).resolves.toBeDefined();
    });

    it("has exactly the operations of the table, with their parameters and bodies", () => {
      const found: Record<string, unknown> = {};
      const paths: Record<string, Record<string, Operation>> = JSON.parse(
        JSON.stringify(emitted.definition["paths"]),
      );
      for (const [path, methods] of Object.entries(paths)) {
        for (const [method, operation] of Object.entries(methods)) {
          found[operation.operationId] = {
            path,
            method: method.toUpperCase(),
            parameters: operation.parameters.map((each) => `${each.in} ${each.name}`),
          };
        }
      }
      const operations: readonly ConnectorOperation[] = Object.values(tables[role]);
      const wanted = Object.fromEntries(
        operations.map((operation) => [
          operation.operationId,
          {
            path: operation.path,
            method: operation.method,
            parameters: [
              ...operation.parameters.map((each) => `${each.in} ${each.name}`),
              ...(operation.body !== undefined ? [`body ${operation.body.name}`] : []),
            ],
          },
        ]),
      );
      expect(found).toEqual(wanted);
    });

    it("keeps the limits of the platform", () => {
      const info: { title: string; description: string } = JSON.parse(
        JSON.stringify(emitted.definition["info"]),
      );
      expect(info.title.length).toBeLessThanOrEqual(30);
      expect(info.description.length).toBeGreaterThanOrEqual(30);
      expect(info.description.length).toBeLessThanOrEqual(500);
      const text = JSON.stringify(emitted.definition);
      expect(text.length).toBeLessThan(500_000);
      for (const label of text.matchAll(/"(?:x-ms-summary|summary)":"([^"]*)"/g)) {
        expect(label[1]?.length).toBeLessThanOrEqual(80);
        expect(label[1]).not.toBe("");
      }
    });

    it("carries no secret", () => {
      expect(JSON.stringify(emitted.connectionParameters)).not.toMatch(/secret/i);
    });

    it("draws a PNG of 100 by 100 pixels", () => {
      expect([...emitted.icon.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      expect(new DataView(emitted.icon.buffer, emitted.icon.byteOffset).getUint32(16)).toBe(100);
    });
  },
);
