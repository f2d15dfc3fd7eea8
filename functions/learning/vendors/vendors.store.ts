/** What was written down of a vendor's part in an incident. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { IncidentId } from '../../domain/ids.ts'
import { type VendorSection, vendorSectionSchema } from '../../domain/incident/vendor.ts'
import { learningItems } from '../items/items.store.ts'

export type VendorStore = ReturnType<typeof vendorStore>

export const vendorStore = (settings: {
  readonly documents: DynamoDBDocumentClient
  readonly learningTable: string
}) => {
  const { get, put } = learningItems(settings.documents, settings.learningTable)
  return {
    /** Null: nothing yet. */
    readVendorSection: async (incidentId: IncidentId): Promise<VendorSection | null> => {
      const item = await get(`incident#${incidentId}`, 'vendor')
      return item ? vendorSectionSchema.parse(item) : null
    },

    /** False: it has been saved since the version that this follows. */
    saveVendorSection: (section: VendorSection) =>
      put(
        { pk: `incident#${section.incidentId}`, sk: 'vendor', ...section },
        section.version === 1 ? null : section.version - 1,
      ),
  }
}
