/** The actions that others refer to, in the words that makers see. */
export const steps = {
  readSalesforce: "Read the Salesforce side",
  settle: "Settle both sides",
  readReferral: "Read the referral",
  elements: "People and solutions on both sides",
  decide: "Decide field by field",
  writeAhead: "Remember what is about to be sent",
  change: "Change the referral",
  write: "Write the result to Salesforce",
  writeOnly: "Write to Salesforce only",
} as const;
