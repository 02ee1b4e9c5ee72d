/** Which of the offers is the song that was meant. */
@org.jspecify.annotations.NullMarked
package io.soundforge.alchemy.download.choice;
