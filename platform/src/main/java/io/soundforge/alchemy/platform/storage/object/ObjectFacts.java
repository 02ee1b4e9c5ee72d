package io.soundforge.alchemy.platform.storage.object;

import org.jspecify.annotations.Nullable;

/**
 * What a store says of an object.
 *
 * @param bytes its length
 * @param entityTag changes when the bytes do; empty if the store names none
 * @param sha256 in lower-case hex, as noted when it was stored; null for objects of others
 */
public record ObjectFacts(
        long bytes, String entityTag, @Nullable String sha256) {
    /** Whether both can be of the same bytes. */
    public boolean agreesWith(ObjectFacts other) {
        if (sha256 != null && other.sha256 != null) {
            return sha256.equals(other.sha256) && bytes == other.bytes;
        }
        return bytes == other.bytes
                && (entityTag.isEmpty() || other.entityTag.isEmpty() || entityTag.equals(other.entityTag));
    }
}
