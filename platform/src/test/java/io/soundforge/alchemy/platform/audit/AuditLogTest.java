package io.soundforge.alchemy.platform.audit;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditLogTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @Test
    void whatIsRecorded_isReadNewestFirst_inPages_untilItIsOld() {
        AuditLog audit = new AuditLog(services.database());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int i = 0; i < 450; i++) {
            String action = i % 2 == 0 ? "deleted" : "limit_hit";
            Instant at = i < 400 ? now : now.minus(Duration.ofDays(91));
            audit.record(
                    new AuditEntry(at, action, 204, i % 3 == 0 ? null : "owner", "1.2.3.4", "id" + i, "DELETE /x"));
        }
        eventually().until(() -> await(audit.page(Long.MAX_VALUE, null, 1000)).size() == 450);

        List<AuditLog.Kept> first = await(audit.page(Long.MAX_VALUE, null, 100));
        List<AuditLog.Kept> second = await(audit.page(first.get(99).id(), null, 100));
        assertThat(first.get(0).entry().request()).isEqualTo("id449");
        assertThat(second.get(0).entry())
                .isEqualTo(new AuditEntry(now, "limit_hit", 204, "owner", "1.2.3.4", "id349", "DELETE /x"));
        assertThat(await(audit.page(Long.MAX_VALUE, "deleted", 1000))).hasSize(225);
        assertThat(await(audit.prune(Duration.ofDays(90)))).isEqualTo(50);
        assertThat(await(audit.page(Long.MAX_VALUE, null, 1000))).hasSize(400);
    }
}
