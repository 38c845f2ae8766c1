/** The actions that others refer to, in the words that makers see. */
export const steps = {
  readSalesforce: "Read the Salesforce side",
  readReferral: "Read the referral",
  elements: "People and solutions on both sides",
  bothSides: "Both sides",
  compare: "Compare field by field",
} as const;
