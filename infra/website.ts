/** The static site and, on the same origin, the API: S3 and CloudFront, without a log of who fetched what. */
import { Aws, Duration, Fn, Names, RemovalPolicy } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { edgeFunction } from './edge.ts'
import { siteHeaders, strictTransportSeconds } from './headers.ts'
import type { Settings } from './settings.ts'

interface Website {
  readonly bucket: Bucket
  readonly distribution: Distribution
  readonly url: string
}

const named = new Set([
  'content-security-policy',
  'referrer-policy',
  'x-content-type-options',
  'strict-transport-security',
])

/** Of the whole account, wherever its stack stands: two regions with a stack of one name would have the same. */
const ofRegion = (scope: Construct, id: string): string =>
  `${Names.uniqueResourceName(scope, { maxLength: 32 })}${id}-${Aws.REGION}`

/** CloudFront takes security headers in separate fields and refuses them among the custom ones. */
const addHeaders = (scope: Construct, origins: string): ResponseHeadersPolicy => {
  const headers = siteHeaders({ issuerOrigin: origins })
  return new ResponseHeadersPolicy(scope, 'Headers', {
    responseHeadersPolicyName: ofRegion(scope, 'Headers'),
    comment: 'Murmur: security headers',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: headers['content-security-policy'] ?? '', override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.seconds(strictTransportSeconds),
        includeSubdomains: false,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(headers)
        .filter(([header]) => !named.has(header))
        .map(([header, value]) => ({ header, value, override: true })),
    },
  })
}

/** `origins`: the sign-in's origins, for the content security policy. */
export const addWebsite = (scope: Construct, api: HttpApi, settings: Settings, origins: string): Website => {
  const bucket = new Bucket(scope, 'Site', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
  })
  const headers = addHeaders(scope, origins)
  const folders = new EdgeFunction(scope, 'FolderIndex', {
    code: FunctionCode.fromInline(edgeFunction),
    runtime: FunctionRuntime.JS_2_0,
  })
  const { domainName, certificateArn } = settings
  const files = {
    origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket, {
      originAccessControl: new S3OriginAccessControl(scope, 'SiteAccess', {
        originAccessControlName: ofRegion(scope, 'SiteAccess'),
      }),
    }),
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    compress: true,
    responseHeadersPolicy: headers,
  }
  const distribution = new Distribution(scope, 'Distribution', {
    comment: 'Murmur',
    httpVersion: HttpVersion.HTTP2_AND_3,
    enableLogging: false,
    defaultBehavior: {
      ...files,
      functionAssociations: [{ function: folders, eventType: FunctionEventType.VIEWER_REQUEST }],
    },
    additionalBehaviors: {
      // The API description is a file below the API's path. CloudFront uses the first pattern that matches.
      '/api/openapi.json': files,
      '/api/*': {
        origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy: headers,
      },
    },
    ...(domainName !== undefined && certificateArn !== undefined
      ? {
          domainNames: [domainName],
          certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        }
      : {}),
  })
  return { bucket, distribution, url: `https://${domainName ?? distribution.distributionDomainName}` }
}
