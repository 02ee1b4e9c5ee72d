package io.soundforge.alchemy.download.match;

import io.soundforge.alchemy.download.match.Match.Reason;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a clip of the wanted recording says of a candidate's audio. */
public final class ClipReason {
    private static final String OF = "audio";

    /** Another take in the same tempo on the same instruments, or one per cent of speed, is between this and "heard". */
    private static final double EXACT = 0.2;

    private static final double MUCH_LIKE_IT = 0.9;

    /** Far below what is taken without asking: the clip is of the recording, and this audio is not. */
    private static final double NOT_HEARD = 0.25;

    private ClipReason() {}

    /** Whether it is so exactly there that nothing but the recording itself can be meant. */
    static boolean settles(Place place) {
        return place.errors() < EXACT;
    }

    /** @param place where the clip fits best */
    public static Reason of(Place place) {
        String differ = Math.round(100 * place.errors()) + " % of the bits differ";
        if (!place.heard()) {
            return new Reason(OF, NOT_HEARD, "the service's preview is not heard in it; at best " + differ);
        }
        return settles(place)
                ? new Reason(OF, 1, "the service's preview is heard at " + time(place.seconds()) + "; " + differ)
                : new Reason(
                        OF,
                        MUCH_LIKE_IT,
                        "something much like the service's preview is heard at " + time(place.seconds()) + "; "
                                + differ);
    }

    /** Where a clip fits best into audio; empty if there is no clip, or less audio than that. */
    public static Optional<Place> place(@Nullable Fingerprint clip, Fingerprint audio) {
        return clip == null ? Optional.empty() : audio.locate(clip);
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
