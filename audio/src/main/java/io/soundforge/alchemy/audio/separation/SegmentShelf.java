package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.dsp.separation.EngineTraits;
import io.soundforge.alchemy.dsp.separation.SegmentSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder where finished segments of all tracks wait to be used again, each pass in a folder that is named by its
 * {@link SegmentAddress}. All processes of a data folder share it. It has a budget: when a separation needs room, what
 * was not used for longest goes, but nothing that is in use. Thread-safe.
 */
public final class SegmentShelf implements SegmentSpace {
    /** 8 GiB: about an hour and a quarter of four stems. */
    public static final long USUAL_BUDGET = 8L << 30;

    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_NANOS = 2_000_000_000L;

    private final Path root;
    private final long budget;
    private final Duration lease;
    private final DiskClock clock;
    private long lookedAt;
    private long taken = -1;

    /**
     * A shelf that need not exist yet.
     *
     * @param budget in bytes, positive; a running separation keeps at least the few segments that it needs at a time
     */
    public SegmentShelf(Path root, long budget) {
        this(root, budget, LEASE);
    }

    /** @param lease how long a process may be silent before its claims are taken over */
    SegmentShelf(Path root, long budget, Duration lease) {
        if (budget <= 0) {
            throw new IllegalArgumentException("expected a budget of at least one byte; got " + budget);
        }
        this.root = root.toAbsolutePath().normalize();
        this.budget = budget;
        this.lease = lease;
        this.clock = new DiskClock(this.root);
    }

    public Path root() {
        return root;
    }

    @Override
    public long budget() {
        return budget;
    }

    Duration lease() {
        return lease;
    }

    DiskClock clock() {
        return clock;
    }

    Path folder(String address) {
        return root.resolve(address);
    }

    /** Keeps the places of these passes from being reclaimed until the answer is closed. */
    ShelfLoan lend(List<String> addresses) throws IOException {
        return new ShelfLoan(this, addresses);
    }

    FileSegmentStore store(String address, EngineTraits engine, Heartbeat heartbeat) {
        Path folder = folder(address);
        return new FileSegmentStore(folder, engine.stems(), new SegmentClaims(folder, clock, heartbeat, lease));
    }

    @Override
    public synchronized boolean makeRoom(long bytes) throws IOException {
        boolean fresh = taken >= 0 && System.nanoTime() - lookedAt < LOOK_AGAIN_NANOS;
        if (!fresh || taken + bytes > budget) {
            List<ShelfPlace> places = look();
            taken = places.stream().mapToLong(ShelfPlace::bytes).sum();
            lookedAt = System.nanoTime();
            reclaim(places, bytes);
        }
        boolean fits = taken + bytes <= budget;
        taken += fits ? bytes : 0;
        return fits;
    }

    private void reclaim(List<ShelfPlace> places, long bytes) throws IOException {
        List<ShelfPlace> idle = places.stream()
                .filter(place -> !place.inUse())
                .sorted(Comparator.comparingLong(ShelfPlace::lastUsed))
                .toList();
        for (ShelfPlace place : idle) {
            if (taken + bytes <= budget) {
                return;
            }
            place.reclaim();
            taken -= place.bytes();
        }
    }

    private List<ShelfPlace> look() throws IOException {
        long now = clock.now();
        List<ShelfPlace> places = new ArrayList<>();
        for (Path folder : folders()) {
            places.add(ShelfPlace.look(folder, now, lease));
        }
        return places;
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> SegmentAddress.isOne(String.valueOf(folder.getFileName())))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
