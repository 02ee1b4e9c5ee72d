package io.soundforge.alchemy.gateway.live;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One look at a separation whose stems can be heard, or soon can.
 *
 * @param folder where the stems grow; null as long as nobody has begun
 * @param stems what is final; null as long as nobody has begun
 */
record Growing(Job job, @Nullable Path folder, @Nullable LiveStems stems) {
    boolean begun() {
        return folder != null && stems != null;
    }
}
