package io.soundforge.alchemy.platform.storage;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object that somebody names as a source: {@code s3://bucket/key} or {@code supabase://bucket/path}. The name is taken
 * as it stands; nothing in it is percent-decoded.
 *
 * @param scheme {@code s3} or {@code supabase}
 */
public record BucketLink(String scheme, String bucket, String name) {
    private static final int LONGEST_NAME = 1024;
    private static final Pattern FORM =
            Pattern.compile("(s3|supabase)://([A-Za-z0-9][A-Za-z0-9._-]{1,62})/([^\\p{Cntrl}]+)");

    /** Whether a link is meant to name an object, well or badly. */
    public static boolean isMeantBy(String url) {
        return url.startsWith("s3://") || url.startsWith("supabase://");
    }

    /** @throws AlchemyException INVALID_REQUEST unless it is of one of the two forms and the name leads nowhere else */
    public static BucketLink parse(String url) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches() || parts.group(3).length() > LONGEST_NAME || wanders(parts.group(3))) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "expected s3://bucket/key or supabase://bucket/path, without empty parts, '.' or '..'; got '"
                            + (url.length() <= 80 ? url : url.substring(0, 80) + "…") + "'");
        }
        return new BucketLink(parts.group(1), parts.group(2), parts.group(3));
    }

    /** What proxies would resolve could leave the bucket. */
    private static boolean wanders(String name) {
        return Arrays.stream(name.split("/", -1))
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /** As it is configured: {@code s3://bucket}. */
    public String place() {
        return scheme + "://" + bucket;
    }
}
