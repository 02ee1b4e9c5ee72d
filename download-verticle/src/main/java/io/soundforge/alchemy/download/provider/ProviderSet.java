package io.soundforge.alchemy.download.provider;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The providers in the order in which they are preferred.
 *
 * @param rates how often each is asked
 */
public record ProviderSet(List<AudioProvider> inOrder, ProviderRates rates) {
    public ProviderSet {
        inOrder = List.copyOf(inOrder);
    }

    /** Providers that are asked as often as anybody likes. */
    public ProviderSet(List<AudioProvider> inOrder) {
        this(inOrder, ProviderRates.NONE);
    }

    /** As {@link ProviderRates#admit}. */
    public Future<Void> admit(AudioProvider provider) {
        return rates.admit(provider.name());
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
