import type { TokenSource } from "../../deploy/dataverse/client.ts";
import type { Machine } from "../../deploy/machine.ts";
import { membersOf, readJson } from "../../deploy/web/answers.ts";
import { send } from "../../deploy/web/send.ts";
import type { EventsClient, PartnerCenterClient } from "../patient.ts";

/** Hosts of the two APIs, which are the resources of their tokens too (Partner Center documentation, REST URLs). */
export const partnerCenterHosts = {
  referrals: "https://api.partner.microsoft.com",
  events: "https://api.partnercenter.microsoft.com",
} as const;

/** Referrals belong to users: the token is one of a user with the role Referrals admin. */
export function referralsClient(machine: Machine, token: string): PartnerCenterClient {
  const base = machine.environment["COSELL_REFERRALS_URL"] || partnerCenterHosts.referrals;
  return {
    referrals: async (query) => {
      const answer = await send(machine, {
        service: "Partner Center",
        method: "GET",
        url: `${base}/v1.0/engagements/referrals?${query}`,
        headers: { Authorization: `Bearer ${token}`, Accept: "application/json" },
        repeatable: true,
      });
      const { value } = membersOf(
        readJson(answer, { service: "Partner Center", request: "the list of referrals" }),
      );
      return (Array.isArray(value) ? value : []).map(membersOf);
    },
  };
}

/** The registration may be read by an application, too (Partner Center documentation, webhooks). */
export function eventsClient(machine: Machine, token: TokenSource): EventsClient {
  const base = machine.environment["COSELL_EVENTS_URL"] || partnerCenterHosts.events;
  return {
    registration: async () => {
      const answer = await send(machine, {
        service: "Partner Center",
        method: "GET",
        url: `${base}/webhooks/v1/registration`,
        headers: {
          Authorization: `Bearer ${await token(partnerCenterHosts.events)}`,
          Accept: "application/json",
        },
        repeatable: true,
      });
      // Which of the two says that there is none is not documented.
      if (answer.status === 404 || answer.status === 400) return undefined;
      return membersOf(readJson(answer, { service: "Partner Center", request: "the registration" }));
    },
  };
}
