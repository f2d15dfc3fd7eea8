/** Where AWS answers: each partition has a domain of its own, and one region for what has none. */

const partitions = [
  { regions: /^cn-/, partition: 'aws-cn', suffix: 'amazonaws.com.cn', edge: 'cn-northwest-1' },
  { regions: /^us-gov-/, partition: 'aws-us-gov', suffix: 'amazonaws.com', edge: null },
  { regions: /^us-iso-/, partition: 'aws-iso', suffix: 'c2s.ic.gov', edge: null },
  { regions: /^us-isob-/, partition: 'aws-iso-b', suffix: 'sc2s.sgov.gov', edge: null },
  { regions: /^eusc-/, partition: 'aws-eusc', suffix: 'amazonaws.eu', edge: null },
  { regions: /^/, partition: 'aws', suffix: 'amazonaws.com', edge: 'us-east-1' },
] as const

const partitionOf = (region: string) => partitions.find(({ regions }) => regions.test(region)) ?? partitions[5]

/** `service` may have a bucket before it. */
export const hostOf = (service: string, region: string): string => `${service}.${region}.${partitionOf(region).suffix}`

/** The beginning of the partition's ARNs. */
export const arnBeginning = (region: string): string => `arn:${partitionOf(region).partition}`

/** CloudFront has one address in a partition. Throws where a partition has no CloudFront, without which there is no site. */
export const edgeOf = (region: string): { readonly host: string; readonly region: string } => {
  const { edge, suffix, partition } = partitionOf(region)
  if (edge === null) throw new Error(`the partition ${partition} has no CloudFront, which the site needs`)
  return { host: edge === 'us-east-1' ? `cloudfront.${suffix}` : `cloudfront.${edge}.${suffix}`, region: edge }
}
