package io.soundforge.alchemy.platform.uploads;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;

/**
 * How much one owner may have.
 *
 * @param bytes of originals and stems; 0 for any number
 * @param tracks 0 for any number
 */
public record OwnerQuota(long bytes, long tracks) {
    public static final OwnerQuota UNLIMITED = new OwnerQuota(0, 0);

    public OwnerQuota {
        if (bytes < 0 || tracks < 0) {
            throw new IllegalArgumentException("a quota is 0 or more; got " + bytes + " bytes, " + tracks + " tracks");
        }
    }

    public boolean isUnlimited() {
        return bytes == 0 && tracks == 0;
    }

    /** Whether it holds for an owner: who runs the server may have anything. */
    public boolean binds(OwnerId owner) {
        return !isUnlimited() && !owner.equals(OwnerId.SERVICE);
    }

    /**
     * Checks that more fits.
     *
     * @throws AlchemyException QUOTA_EXCEEDED, naming limit, used and wanted
     */
    public void requireRoom(OwnerUsage usage, long moreBytes, long moreTracks) {
        if (!hasRoomFor(usage, moreBytes)) {
            throw exceeded("bytes", bytes, usage.bytes(), moreBytes);
        }
        if (tracks > 0 && moreTracks > tracks - usage.tracks()) {
            throw exceeded("tracks", tracks, usage.tracks(), moreTracks);
        }
    }

    private boolean hasRoomFor(OwnerUsage usage, long moreBytes) {
        return bytes == 0 || moreBytes == 0 || moreBytes <= bytes - usage.bytes();
    }

    private static AlchemyException exceeded(String what, long limit, long used, long wanted) {
        return new AlchemyException(
                ErrorCode.QUOTA_EXCEEDED,
                "an owner may have " + limit + " " + what + "; " + used + " are used, and " + wanted
                        + " more were wanted");
    }
}
