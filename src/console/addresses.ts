/** Addresses that pages of several rooms lead to. */
export const LOG = '/console/log';
export const FAULTS = '/console/faults';
export const exchangeAt = (key: string): string => `${LOG}/${encodeURIComponent(key)}`;
export const faultAt = (key: string): string => `${FAULTS}/${encodeURIComponent(key)}`;
export const caseAt = (code: string): string => `/console/cases/${encodeURIComponent(code)}`;
