# shellcheck shell=bash
# Sourced: decides which k3s the lab installs. Sets and exports K3S_ARTIFACTS and K3S_VERSION, and
# sets k3s_kind (real or stand-in) and lab_options, what `lab up` needs for it.
#
# K3S_ARTIFACTS names a directory with a release (k3s, sha256sum-ARCH.txt). K3S_DOWNLOAD=TAG fetches
# that release of upstream's. With neither, the stand-in is built.
k3s_kind=real
lab_options=(--k8s)
case $(uname -m) in
aarch64) k3s_binary=k3s-arm64 k3s_arch=arm64 ;;
*) k3s_binary=k3s k3s_arch=amd64 ;;
esac
if [[ -z ${K3S_ARTIFACTS:-} && -n ${K3S_DOWNLOAD:-} ]]; then
    K3S_ARTIFACTS=${LAB_CACHE:-$LAB_DIR}/k3s-$K3S_DOWNLOAD
    mkdir -p "$K3S_ARTIFACTS"
    for k3s_file in "$k3s_binary" "sha256sum-$k3s_arch.txt"; do
        [[ -s $K3S_ARTIFACTS/$k3s_file ]] || curl -fsSL --retry 3 -o "$K3S_ARTIFACTS/$k3s_file" \
            "https://github.com/k3s-io/k3s/releases/download/${K3S_DOWNLOAD/+/%2B}/$k3s_file"
    done
    chmod 755 "$K3S_ARTIFACTS/$k3s_binary"
fi
if [[ -z ${K3S_ARTIFACTS:-} ]]; then
    k3s_kind=stand-in
    lab_options=()
    K3S_ARTIFACTS=$LAB_DIR/k3s
    "$(dirname "${BASH_SOURCE[0]}")/k3s-stand-in/build" "$K3S_ARTIFACTS"
fi
K3S_VERSION=$("$K3S_ARTIFACTS/$k3s_binary" --version | awk '$2 == "version" {print $3; exit}')
export K3S_ARTIFACTS K3S_VERSION
