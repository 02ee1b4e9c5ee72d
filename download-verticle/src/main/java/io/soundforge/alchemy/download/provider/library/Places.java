package io.soundforge.alchemy.download.provider.library;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A list of ints that grows. */
final class Places {
    private int[] places = new int[1];
    private int count;

    void add(int place) {
        places = count < places.length ? places : Arrays.copyOf(places, count + Math.max(1, count / 2));
        places[count++] = place;
    }

    int count() {
        return count;
    }

    IntStream stream() {
        return Arrays.stream(places, 0, count);
    }

    /**
     * Replaces every place by its next one and leaves out those of which it is below zero.
     *
     * @return whether any is left
     */
    boolean move(int[] next) {
        places = stream().map(place -> next[place]).filter(place -> place >= 0).toArray();
        count = places.length;
        places = count == 0 ? new int[1] : places;
        return count > 0;
    }
}
