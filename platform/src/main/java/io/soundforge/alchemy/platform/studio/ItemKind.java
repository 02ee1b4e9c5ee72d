package io.soundforge.alchemy.platform.studio;

import io.soundforge.alchemy.contracts.studio.CuePoint;
import io.soundforge.alchemy.contracts.studio.Loop;
import java.util.function.Function;

/**
 * A kind of thing that is placed on a track one by one.
 *
 * @param text as rows have it
 * @param people what messages call several of them
 * @param id unique per track and kind
 * @param most so many on one track
 */
public record ItemKind<T>(String text, String people, Class<T> type, Function<T, String> id, int most) {
    public static final ItemKind<Loop> LOOP = new ItemKind<>("loop", "loops", Loop.class, Loop::id, 200);
    public static final ItemKind<CuePoint> CUE_POINT =
            new ItemKind<>("cue_point", "cue points", CuePoint.class, CuePoint::id, 500);
}
