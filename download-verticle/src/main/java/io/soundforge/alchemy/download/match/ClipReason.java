package io.soundforge.alchemy.download.match;

import io.soundforge.alchemy.download.match.Match.Reason;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a clip of the wanted recording says of a candidate's audio. */
public final class ClipReason {
    public static final String OF = "audio";

    /** Far below what is taken without asking: the clip is of the recording, and this audio is not. */
    private static final double NOT_HEARD = 0.25;

    private ClipReason() {}

    /** @param place where the clip fits best */
    public static Reason of(Place place) {
        long percent = Math.round(100 * place.errors());
        if (!place.heard()) {
            return new Reason(
                    OF,
                    NOT_HEARD,
                    "the service's preview is not heard in it; at best " + percent + " % of the bits differ");
        }
        return new Reason(
                OF,
                1,
                "the service's preview is heard at " + time(place.seconds()) + "; " + percent
                        + " % of the bits differ");
    }

    /** Empty if there is no clip, or audio that is too short for it. */
    public static Optional<Place> place(@Nullable Fingerprint clip, Fingerprint audio) {
        return clip == null ? Optional.empty() : audio.locate(clip);
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
