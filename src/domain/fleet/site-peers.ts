/** The two devices of every site that were heard last: whether a dark one had a living peer. */

const NOBODY = -1;

export class SitePeers {
  /** By site code, two entries each: device and when it was heard (epoch seconds). */
  #devices = new Int32Array(1024).fill(NOBODY);
  #heardAt = new Uint32Array(1024);

  heard(site: number, device: number, at: number): void {
    if (site === 0) return;
    const first = site * 2;
    if (first + 1 >= this.#devices.length) this.#grow(first + 2);
    const devices = this.#devices;
    const heardAt = this.#heardAt;
    if (devices[first] === device) {
      if (at > heardAt[first]) heardAt[first] = at;
    } else if (at > heardAt[first]) {
      devices[first + 1] = devices[first];
      heardAt[first + 1] = heardAt[first];
      devices[first] = device;
      heardAt[first] = at;
    } else if (at > heardAt[first + 1]) {
      devices[first + 1] = device;
      heardAt[first + 1] = at;
    }
  }

  /** Whether a device of the site other than this one was heard after `time`. Devices without a site have no peers to miss. */
  hasLivingPeer(site: number, device: number, time: number): boolean {
    if (site === 0) return true;
    const first = site * 2;
    if (first >= this.#devices.length) return false;
    for (const at of [first, first + 1]) {
      if (this.#devices[at] !== NOBODY && this.#devices[at] !== device && this.#heardAt[at] > time) return true;
    }
    return false;
  }

  #grow(size: number): void {
    const devices = new Int32Array(Math.max(size, this.#devices.length * 2)).fill(NOBODY);
    const heardAt = new Uint32Array(devices.length);
    devices.set(this.#devices);
    heardAt.set(this.#heardAt);
    this.#devices = devices;
    this.#heardAt = heardAt;
  }
}
