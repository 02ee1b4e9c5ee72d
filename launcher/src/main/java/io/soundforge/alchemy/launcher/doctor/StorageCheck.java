package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.platform.storage.StorageConfig;
import io.soundforge.alchemy.platform.storage.object.ObjectStore;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether the bucket that files go to can be asked with these credentials. */
record StorageCheck(StorageConfig storage) implements Check {
    private static final long PATIENCE_SECONDS = 15;

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public List<Finding> look() throws TimeoutException {
        Vertx vertx = Vertx.vertx();
        try {
            Optional<ObjectStore> objects = storage.objects(vertx);
            return objects.isEmpty()
                    ? List.of(Finding.ok(name(), "files are kept in the audio folder"))
                    : List.of(ask(objects.get()));
        } finally {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Finding ask(ObjectStore objects) throws TimeoutException {
        try {
            objects.check().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Finding.ok(name(), objects.description() + " answers");
        } catch (AlchemyException e) {
            return Finding.problem(
                    name(),
                    objects.description() + ": " + e.getMessage(),
                    storage.kind() == StorageConfig.Kind.S3
                            ? "Check S3_ENDPOINT, S3_REGION, STORAGE_BUCKET and the keys' rights."
                            : "Check SUPABASE_URL, SUPABASE_SERVICE_KEY, SUPABASE_KEY_HEADERS and that"
                                    + " SUPABASE_STORAGE_BUCKET exists.");
        }
    }
}
