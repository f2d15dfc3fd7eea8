/** The notes on a vendor's part in an incident. */
import type { IncidentId } from '../../domain/ids.ts'
import type { VendorSection } from '../../domain/incident/vendor.ts'
import { vendorSection } from '../../records/incidents.ts'
import { held } from '../../records/writing.ts'
import { deskStore } from '../items/desk.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

export type VendorStore = ReturnType<typeof vendorStore>

export const vendorStore = (settings: LearningTable) => {
  const { get, save } = recordsIn(settings)
  const desk = deskStore(settings)
  return {
    /** Null if there are none. */
    readVendorSection: (incident: IncidentId): Promise<VendorSection | null> => get(vendorSection, { incident }),

    /** False if it has been saved since the version before. */
    saveVendorSection: async (section: VendorSection): Promise<boolean> =>
      desk.changing(await desk.reviewsOfIncident(section.incidentId), () =>
        held(save(vendorSection, { incident: section.incidentId }, section)),
      ),
  }
}
