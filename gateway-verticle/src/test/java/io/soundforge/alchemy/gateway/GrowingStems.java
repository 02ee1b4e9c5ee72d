package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.stems.FrameRange;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.catalog.WorkFolders;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A separation whose regions become final when the test says so. The sample of frame n is n, then −n. */
final class GrowingStems {
    static final int FRAMES = 100_000;
    static final List<String> STEMS = List.of("drums", "vocals");

    private final Track track;
    private final Job job;
    private final Path folder;
    private final List<FrameRange> ready = new ArrayList<>();

    private GrowingStems(Track track, Job job, Path folder) {
        this.track = track;
        this.job = job;
        this.folder = folder;
    }

    /** A queued separation of a new track; nothing of it is there yet. */
    static GrowingStems of(PlatformServices services) {
        Track track = services.newTrack("growing");
        JobPlan plan = new JobPlan(
                List.of(new JobPlan.Step("separate", new SeparateTrack(SeparationOptions.defaults()), Set.of())));
        Job job = await(services.database()
                        .inTransaction(tx -> services.jobs().submit(tx, track.owner(), track.id(), plan)))
                .get(0);
        return new GrowingStems(track, job, await(services.blobs().resumable(WorkFolders.live(job.id()))));
    }

    Track track() {
        return track;
    }

    Job job() {
        return job;
    }

    Path folder() {
        return folder;
    }

    String url() {
        return "/api/tracks/" + track.id() + "/separations/" + job.id();
    }

    /** Writes a region of all stems and says that it is final; ranges are given in order and do not touch. */
    void grow(long from, long to) throws IOException {
        for (String stem : STEMS) {
            write(folder.resolve(stem + ".f32"), from, samples(from, to));
        }
        ready.add(new FrameRange(from, to));
        publish(ready, false);
    }

    /** The rest, as one region. */
    void finish() throws IOException {
        for (String stem : STEMS) {
            write(folder.resolve(stem + ".f32"), 0, samples(0, FRAMES));
        }
        publish(List.of(new FrameRange(0, FRAMES)), true);
    }

    private void publish(List<FrameRange> ranges, boolean finished) throws IOException {
        LiveStems stems = new LiveStems(44_100, 2, FRAMES, STEMS, ranges, finished);
        Path next = folder.resolve(".live.json.next");
        Files.writeString(next, WireJson.write(stems));
        Files.move(next, folder.resolve("live.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Path file, long from, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            channel.write(ByteBuffer.wrap(bytes), from * 8);
        }
    }

    static byte[] samples(long from, long to) {
        ByteBuffer samples =
                ByteBuffer.allocate(Math.toIntExact((to - from) * 8)).order(ByteOrder.LITTLE_ENDIAN);
        for (long frame = from; frame < to; frame++) {
            samples.putFloat((float) frame).putFloat((float) -frame);
        }
        return samples.array();
    }
}
