package io.soundforge.alchemy.contracts.batch;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * A batch in figures.
 *
 * @param items how many stand how; states without items have no entry
 * @param progress percent of the work that needs no more doing, 0 to 100; a retry may take some back
 */
public record BatchTally(Map<BatchState, Integer> items, double progress) {
    public BatchTally {
        items = Map.copyOf(items);
    }

    /** @param groups all items of the batch, each in one group; at least one */
    public static BatchTally of(Collection<ItemGroup> groups) {
        Map<BatchState, Integer> items = new EnumMap<>(BatchState.class);
        double progress = 0;
        int total = 0;
        for (ItemGroup group : groups) {
            items.merge(group.state(), group.count(), Integer::sum);
            progress += group.progressOfAll();
            total += group.count();
        }
        return new BatchTally(items, progress / total);
    }

    public BatchState state() {
        return BatchState.ofItems(items.keySet());
    }

    public int count(BatchState state) {
        return items.getOrDefault(state, 0);
    }
}
