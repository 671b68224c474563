// Bytes of Arrow IPC that are cut anywhere, as the pieces that they are made of.
'use strict';

const isBytes = (value) => ArrayBuffer.isView(value) && value.BYTES_PER_ELEMENT === 1 && !(value instanceof DataView);

const isFile = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 6)).toString('latin1') === 'ARROW1';

// No more bytes are held than one piece has. `front` tells how long the first one is, negative where there are too few
// bytes; `file` tells where those of a file lie.
class Pieces {
  constructor(front, file) {
    this.front = front;
    this.file = file;
    this.waiting = [];
    this.held = 0;
    this.wanted = 0;
  }

  // Those of a chunk, which may be all there is.
  of(chunk, isAll) {
    return isAll && isFile(chunk) ? this.inFile(chunk) : this.whole(chunk);
  }

  // Those that are whole now. What is left waits in memory of its own: the chunk is its owner's to use again.
  *whole(chunk) {
    this.held += chunk.length;
    if (this.held < this.wanted) {
      this.waiting.push(Buffer.from(chunk));
      return;
    }
    let bytes = this.waiting.length === 0 ? chunk : Buffer.concat([...this.waiting, chunk]);
    while (bytes.length > 0) {
      const length = this.front(bytes);
      this.wanted = length < 0 ? -length : 0;
      if (length < 0) break;
      yield bytes.subarray(0, length);
      bytes = bytes.subarray(length);
    }
    this.waiting = bytes.length > 0 ? [Buffer.from(bytes)] : [];
    this.held = bytes.length;
  }

  // Those of a file, whose end says where they are.
  *inFile(bytes) {
    const places = this.file(bytes);
    for (let at = 0; at < places.length; at += 2) yield bytes.subarray(places[at], places[at] + places[at + 1]);
  }
}

module.exports = { Pieces, isBytes };
