package io.soundforge.alchemy.launcher.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether a folder is there or can be made, and can be written.
 *
 * @param what it is for, such as {@code audio-folder}
 * @param key that sets it
 */
record FolderCheck(String what, String key, Path folder) implements Check {
    @Override
    public String name() {
        return what;
    }

    @Override
    public List<Finding> look() {
        Path existing = Ancestors.existing(folder);
        if (!Files.isDirectory(existing)) {
            return List.of(problem(existing + " is in the way: it is no folder"));
        }
        if (!Files.isWritable(existing) || !(existing.equals(folder) ? takesFiles() : true)) {
            return List.of(problem(existing + " cannot be written by this user"));
        }
        Optional<Path> checkout = Ancestors.checkout(folder);
        if (checkout.isPresent()) {
            return List.of(Finding.warning(
                    name(),
                    folder + " lies in the program's checkout " + checkout.get() + ", where a clean-up deletes it",
                    "Set " + key + " to a folder elsewhere."));
        }
        return List.of(onOneDisk(folder + (existing.equals(folder) ? " can be written" : " can be made")));
    }

    private boolean takesFiles() {
        try {
            Files.delete(Files.createTempFile(folder, ".doctor-", ""));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Finding problem(String found) {
        return Finding.problem(name(), found, "Set " + key + " to a folder of yours, or make this one writable.");
    }

    /** Finished files are moved from scratch to blobs, which costs nothing on one disk. */
    private Finding onOneDisk(String found) {
        Path blobs = folder.resolve("blobs");
        Path scratch = folder.resolve("scratch");
        try {
            if (Files.exists(blobs)
                    && Files.exists(scratch)
                    && !Files.getFileStore(blobs).equals(Files.getFileStore(scratch))) {
                return Finding.warning(
                        name(),
                        blobs + " and " + scratch + " are on different disks, so every file is copied once more",
                        "Put the whole folder on one disk and set " + key + " to it.");
            }
            return Finding.ok(name(), found);
        } catch (IOException e) {
            return problem("the disks of " + folder + " cannot be told: " + e.getMessage());
        }
    }
}
