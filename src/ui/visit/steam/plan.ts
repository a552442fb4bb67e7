/** What is agreed before the urn is started (A5.11, D6): `{ setting: '1', plannedMin: 30 }`; neither is chosen for the guest. */
export type Plan = { readonly setting: string | null; readonly plannedMin: number | null }

export const NO_PLAN: Plan = { setting: null, plannedMin: null }
