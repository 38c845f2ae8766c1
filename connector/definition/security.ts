import type { ConnectorModel } from "../../generator/model/model.ts";
import { loginUri, services } from "../facts.ts";
import type { Definition } from "./openapi.ts";

const scheme = "entra";

/**
 * How the definition says that a connection signs in. The platform signs in by apiProperties; this is for the tools
 * that read definitions alone, and says the same.
 */
export function security(
  connector: ConnectorModel,
  tenant: string,
): Pick<Definition, "securityDefinitions" | "security"> {
  const scope = `${services[connector.role].resource}/.default`;
  return {
    securityDefinitions: {
      [scheme]: {
        type: "oauth2",
        flow: "accessCode",
        authorizationUrl: `${loginUri}/${tenant}/oauth2/authorize`,
        tokenUrl: `${loginUri}/${tenant}/oauth2/token`,
        scopes: { [scope]: "Act as the user who signs in." },
      },
    },
    security: [{ [scheme]: [scope] }],
  };
}
