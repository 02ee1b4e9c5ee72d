package io.soundforge.alchemy.download.provider.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that may still be written: each is held back until its size and time have stayed the same for a while. */
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final long settleNanos;
    private final int most;
    private final Map<Path, Seen> held = new LinkedHashMap<>();

    Settling(Duration settle, int most) {
        this.settleNanos = settle.toNanos();
        this.most = most;
    }

    private record Seen(long bytes, long modified, long sinceNanos) {
        boolean same(BasicFileAttributes now) {
            return bytes == now.size() && modified == now.lastModifiedTime().toMillis();
        }
    }

    /** A file and how it has settled. */
    record Settled(Path file, BasicFileAttributes attributes) {}

    /** @return false if there are too many already */
    synchronized boolean hold(Path file) {
        if (held.size() >= most && !held.containsKey(file)) {
            return false;
        }
        held.putIfAbsent(file, new Seen(-1, 0, System.nanoTime()));
        return true;
    }

    synchronized void forget(Path fileOrFolder) {
        held.keySet().removeIf(file -> file.startsWith(fileOrFolder));
        notifyAll();
    }

    synchronized boolean isEmpty() {
        return held.isEmpty();
    }

    /** Looks at all of them again; those that have settled are still held until they are released. */
    synchronized List<Settled> settled() {
        List<Settled> settled = new ArrayList<>();
        long now = System.nanoTime();
        for (Iterator<Map.Entry<Path, Seen>> all = held.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Path, Seen> one = all.next();
            try {
                BasicFileAttributes found =
                        Files.readAttributes(one.getKey(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (!one.getValue().same(found)) {
                    one.setValue(new Seen(found.size(), found.lastModifiedTime().toMillis(), now));
                } else if (now - one.getValue().sinceNanos() >= settleNanos) {
                    settled.add(new Settled(one.getKey(), found));
                }
            } catch (IOException gone) {
                LOG.debug("a file of the library went before it had settled", gone);
                all.remove();
            }
        }
        notifyAll();
        return settled;
    }

    /** They are in the index. */
    synchronized void release(List<Settled> settled) {
        settled.forEach(one -> held.remove(one.file()));
        notifyAll();
    }

    /** Waits until nothing is held, at most so long. */
    synchronized void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis();
                !held.isEmpty() && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
