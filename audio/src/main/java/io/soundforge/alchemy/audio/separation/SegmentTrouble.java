package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.separation.SegmentFailure;
import java.nio.file.FileSystemException;

/** Why a segment could not be computed or kept, without the paths that the system's messages hold. */
final class SegmentTrouble {
    private SegmentTrouble() {}

    /** @param whose in front of the segment's name; may be empty */
    static AlchemyException of(String whose, SegmentFailure failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        ErrorCode code = cause instanceof AlchemyException known ? known.code() : ErrorCode.INTERNAL;
        return new AlchemyException(code, whose + failure.segment() + ": " + reason(cause), failure);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof FileSystemException refused) {
            String reason = refused.getReason();
            return reason == null ? refused.getClass().getSimpleName() : reason;
        }
        return String.valueOf(cause.getMessage());
    }
}
