package io.soundforge.alchemy.platform.storage.object;

import java.net.URI;

/**
 * A bucket of S3, or of what speaks like it.
 *
 * @param endpoint scheme and host, such as {@code https://s3.eu-central-1.amazonaws.com}
 * @param region goes into every signature
 * @param pathStyle {@code host/bucket/name}, as most servers of one's own want it; else {@code bucket.host/name}
 */
public record S3Config(
        URI endpoint, String region, String bucket, String accessKeyId, String secretAccessKey, boolean pathStyle) {
    /** Where AWS itself serves a region. */
    public static URI endpointOf(String region) {
        return URI.create("https://s3." + region + ".amazonaws.com");
    }

    /** The same credentials for another bucket. */
    public S3Config withBucket(String other) {
        return new S3Config(endpoint, region, other, accessKeyId, secretAccessKey, pathStyle);
    }

    /** Where the bucket's objects are, without a slash at the end. */
    URI base() {
        Endpoint at = Endpoint.of(endpoint);
        String bucketPath = UriText.part(bucket);
        return URI.create(
                pathStyle
                        ? at.origin() + at.path() + "/" + bucketPath
                        : at.origin().replaceFirst("://", "://" + bucketPath + ".") + at.path());
    }

    @Override
    public String toString() {
        return "S3Config[endpoint=" + endpoint + ", region=" + region + ", bucket=" + bucket + ", accessKeyId="
                + accessKeyId + ", secretAccessKey=***, pathStyle=" + pathStyle + "]";
    }
}
