/** The policy templates of custom connectors, each with the parameters it cannot do without (policy template pages). */
export const policyTemplates: Readonly<Record<string, readonly string[]>> = {
  convertarraytoobject: ["propertyParentPath", "keyWithinCollectionPath", "newPropertyPath"],
  convertobjecttoarray: ["propertyParentPath", "newPropertyPath"],
  dynamichosturl: ["urlTemplate"],
  encodepropertyvalue: ["propertyParentPath", "newPropertyPath"],
  moveproperties: [],
  pollingtrigger: ["triggerConfig"],
  routerequesttoendpoint: ["newPath"],
  setconnectionstatustounauthenticated: [],
  setheader: ["name", "value"],
  setproperty: ["newPropertyParentPathTemplate", "newPropertySubPathTemplate", "propertyValuePathTemplate"],
  setqueryparameter: ["name", "value"],
  setvaluefromurl: ["parameterTemplate", "parameterValueUrl", "parameterValuePathTemplate"],
  stringreplace: ["propertyParentPath", "sourceString", "newPropertyPath"],
  stringtoarray: ["propertyParentPath", "delimiterList", "childPropertyName", "newPropertyPath"],
  updatenextlink: ["nextLinkPropertyName"],
};
