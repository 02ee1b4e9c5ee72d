package io.soundforge.alchemy.dsp.separation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Segments of one pass in memory. */
public final class MemorySegments implements SegmentStore {
    final Map<String, float[][]> rows = new ConcurrentHashMap<>();
    final Set<Integer> claims = ConcurrentHashMap.newKeySet();

    private static String key(int index, int row) {
        return index + "-" + row;
    }

    @Override
    public boolean has(int index, int row) {
        return rows.containsKey(key(index, row));
    }

    @Override
    public boolean load(int index, int row, float[][] samples) {
        float[][] kept = rows.get(key(index, row));
        if (kept == null) {
            return false;
        }
        System.arraycopy(kept[0], 0, samples[0], 0, samples[0].length);
        System.arraycopy(kept[1], 0, samples[1], 0, samples[1].length);
        return true;
    }

    @Override
    public void save(int index, int row, float[][] samples) {
        rows.put(key(index, row), new float[][] {samples[0].clone(), samples[1].clone()});
    }

    @Override
    public void drop(int index) {
        rows.keySet().removeIf(key -> key.startsWith(index + "-"));
    }

    @Override
    public boolean claim(int index) {
        return claims.add(index);
    }

    @Override
    public void release(int index) {
        claims.remove(index);
    }
}
