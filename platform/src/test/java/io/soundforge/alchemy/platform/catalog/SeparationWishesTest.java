package io.soundforge.alchemy.platform.catalog;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeparationWishesTest {
    private static final SeparationOptions SOME = SeparationOptions.defaults().allBut(List.of("drums"));

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final SeparationWishes wishes = new SeparationWishes(services.database());
    private final Track track = services.newTrack("song");

    @Test
    void remembered_isTheLastWishUntilForgotten() {
        assertThat(await(wishes.remembered(track.id()))).isEmpty();

        write(tx -> wishes.remember(tx, track.id(), SeparationOptions.defaults()));
        write(tx -> wishes.remember(tx, track.id(), SOME));
        assertThat(await(wishes.remembered(track.id()))).contains(SOME);

        write(tx -> wishes.forget(tx, track.id()));
        assertThat(await(wishes.remembered(track.id()))).isEmpty();
    }

    @Test
    void remembered_goesWithItsTrack() {
        write(tx -> wishes.remember(tx, track.id(), SOME));

        write(tx -> services.catalog().delete(tx, track.id()));

        assertThat(await(wishes.remembered(track.id()))).isEmpty();
    }

    @Test
    void sent_isWhatCame_andGoesWithItsJob() {
        JobId job = submitted().id();
        JsonObject sent = new JsonObject("{\"a\":[1,{\"b\":\"\\\\u0000 is no NUL\"}],\"c\":null}");
        write(tx -> wishes.record(tx, job, sent));

        assertThat(await(wishes.sent(List.of(job, JobId.random())))).isEqualTo(Map.of(job, sent));

        write(tx -> services.jobs().delete(tx, track.id()));
        assertThat(await(wishes.sent(List.of(job)))).isEmpty();
    }

    private Job submitted() {
        JobPlan plan = new JobPlan(List.of(new Step("separate", new SeparateTrack(SOME), Set.of())));
        return await(services.database()
                        .inTransaction(tx -> services.jobs().submit(tx, OwnerId.LOCAL, track.id(), plan)))
                .get(0);
    }

    private static void write(Function<Tx, Future<Void>> work) {
        await(services.database().inTransaction(work));
    }
}
