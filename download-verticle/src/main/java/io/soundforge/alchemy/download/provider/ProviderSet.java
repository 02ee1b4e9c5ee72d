package io.soundforge.alchemy.download.provider;

import java.util.List;
import java.util.Optional;

/** The providers in the order in which they are preferred. */
public record ProviderSet(List<AudioProvider> inOrder) {
    public ProviderSet {
        inOrder = List.copyOf(inOrder);
    }

    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    public Optional<AudioProvider> named(String name) {
        return inOrder.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** 0 for the first; behind all others if there is none of this name. */
    public int place(String name) {
        for (int place = 0; place < inOrder.size(); place++) {
            if (inOrder.get(place).name().equals(name)) {
                return place;
            }
        }
        return inOrder.size();
    }
}
