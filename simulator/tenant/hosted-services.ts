import { createDataverse } from "../services/dataverse/create-dataverse.ts";
import type { Dataverse } from "../services/dataverse/types.ts";
import type { HostedRoute } from "../services/http-host.ts";
import { createPartnerCenter } from "../services/partner-center/partner-center.ts";
import type { PartnerCenter } from "../services/partner-center/types.ts";
import { createSalesforce } from "../services/salesforce/create-salesforce.ts";
import type { Salesforce } from "../services/salesforce/types.ts";
import type { Clock } from "../world/clock.ts";

/** The three emulated services, each empty, and where one address serves which of them. */
export interface HostedServices {
  readonly salesforce: Salesforce;
  readonly partnerCenter: PartnerCenter;
  readonly dataverse: Dataverse;
  readonly routes: readonly HostedRoute[];
  readonly described: readonly DescribedService[];
}

/** What an ordinary client has to know of a service. */
export interface DescribedService {
  readonly name: "Salesforce" | "Partner Center" | "Dataverse";
  /** Beginnings of the paths that lead to it. */
  readonly paths: readonly string[];
  /** Who a request without a token comes from; empty where there must be one. */
  readonly user: string;
  /** Bearer tokens by user. */
  readonly tokens: Readonly<Record<string, string>>;
}

const salesforceUsers = ["admin@contoso.example", "integration@contoso.example", "seller@contoso.example"];
const flowUser = "flows@contoso.example";

/** Makes the services for one address. The clock is the caller's: a service behind a socket lives in real time. */
export function hostedServices(clock: Clock, seed: number): HostedServices {
  const salesforce = createSalesforce({ clock, seed });
  const partnerCenter = createPartnerCenter({ clock, seed: `tenant ${seed}` });
  const dataverse = createDataverse({ clock, seed });
  const described: readonly DescribedService[] = [
    {
      name: "Salesforce",
      paths: ["/services", "/id", "/apim/salesforce"],
      user: "",
      tokens: Object.fromEntries(salesforceUsers.map((user) => [user, salesforce.token(user)])),
    },
    {
      name: "Partner Center",
      paths: ["/v1.0/engagements", "/webhooks", "/certificates"],
      user: flowUser,
      tokens: {},
    },
    {
      name: "Dataverse",
      paths: ["/api/data", "/apim/commondataserviceforapps"],
      user: "",
      tokens: { [flowUser]: dataverse.token(flowUser) },
    },
  ];
  const services = { Salesforce: salesforce, "Partner Center": partnerCenter, Dataverse: dataverse };
  const routes = described.flatMap(({ name, paths, user }) =>
    paths.map((prefix) => ({ prefix, service: services[name], user })),
  );
  return { salesforce, partnerCenter, dataverse, routes, described };
}
